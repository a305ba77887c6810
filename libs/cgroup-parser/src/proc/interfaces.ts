/**
 * Interfaces that carry bytes which another interface of the node counts already, by what
 * makes them. Adding them up would count a pod's byte two or three times.
 */
const NOT_OF_THE_NODE: readonly RegExp[] = [
  /^lo$/,
  // Host ends of the pods' interfaces: bridge CNI, Calico, Cilium and LXC, Azure, GKE, AWS.
  /^(veth|cali|lxc|azv)/,
  /^(gke|eni)[0-9a-f]{11}$/,
  // Bridges: CNI, docker, podman, nerdctl, libvirt, kube-router, LXD, OVS, weave, Antrea.
  /^(cni|docker|podman|nerdctl|br-|virbr|kube-bridge|lxdbr|ovs-|weave|antrea-)/,
  /^br\d+$/,
  // Overlays and tunnels: flannel, Cilium, Calico, Geneve, OVN; IP in IP, GRE, WireGuard.
  /^(flannel|cilium_|vxlan|genev|ovn-|kube-wg|tailscale|wireguard|tap)/,
  /^(tunl|tun|wg|ipip|gre|gretap|erspan|sit|vti|ip_vti|ip6_vti|ip6tnl|ip6gre)\d/,
  // Addresses without a wire: kube-proxy's IPVS, the node-local DNS cache, kube-router.
  /^(kube-ipvs|kube-dummy|nodelocaldns|dummy|ifb|nlmon)/,
  // Bonds, teams, VLANs and macvtaps, whose member or parent interfaces are counted.
  /^(bond|team|macvtap)\d/,
  /\.\d+$/,
];

const NOT_OF_THE_POD = /^(lo$|veth|docker|nerdctl)/;

/**
 * Whether an interface of the node's own network namespace counts towards the node's
 * traffic: the physical and virtual network cards, and what looks like one. A name is all
 * there is to go by without the host's /sys; a card with an unusual name counts.
 * @param name as in /proc/1/net/dev
 */
export function isNodeInterface(name: string): boolean {
  return !NOT_OF_THE_NODE.some((pattern) => pattern.test(name));
}

/**
 * Whether an interface of a pod's network namespace counts towards the pod's traffic: all
 * (eth0, and those of further networks) but the loopback and what docker in the pod makes.
 * The same as cadvisor's isIgnoredDevice, except that it drops every name that begins with
 * `lo`.
 * @param name as in /proc/<pid>/net/dev
 */
export function isPodInterface(name: string): boolean {
  return !NOT_OF_THE_POD.test(name);
}
