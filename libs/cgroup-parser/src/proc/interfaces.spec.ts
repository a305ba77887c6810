import { isNodeInterface, isPodInterface } from './interfaces';

describe('isNodeInterface', () => {
  it.each([
    'eth0',
    'eth12',
    'ens192',
    'enp3s0f1',
    'enp0s31f6',
    'eno1',
    'enx001122334455',
    'eni0',
    'em1',
    'p1p1',
    'ib0',
    'wlan0',
    'wlp2s0',
    'usb0',
    'venet0',
    'green0',
    'lonely0',
    'brick0',
    'bonding',
    '',
  ])('counts %j', (name) => {
    expect(isNodeInterface(name)).toBe(true);
  });

  it.each([
    'lo',
    'veth52b0075c',
    'vethwe-bridge',
    'cali1234567890a',
    'lxc1234',
    'lxc_health',
    'lxdbr0',
    'azv1234567890a',
    'gke1234567890a',
    'eni1234567890a',
    'cni0',
    'cni-podman0',
    'docker0',
    'docker_gwbridge',
    'podman1',
    'nerdctl0',
    'br-5f2c7d1a9b3e',
    'br0',
    'virbr0',
    'kube-bridge',
    'ovs-system',
    'weave',
    'antrea-gw0',
    'flannel.1',
    'flannel-wg',
    'cilium_host',
    'cilium_vxlan',
    'vxlan.calico',
    'vxlan_sys_4789',
    'genev_sys_6081',
    'ovn-k8s-mp0',
    'tunl0',
    'tun0',
    'tap0_kata',
    'wg0',
    'wireguard.cali',
    'tailscale0',
    'gre0',
    'gretap0',
    'erspan0',
    'sit0',
    'ip6tnl0',
    'ip_vti0',
    'kube-ipvs0',
    'kube-dummy-if',
    'nodelocaldns',
    'dummy0',
    'ifb0',
    'bond0',
    'team0',
    'eth0.100',
    'bond0.7',
    'macvtap0',
  ])('leaves out %s', (name) => {
    expect(isNodeInterface(name)).toBe(false);
  });
});

describe('isPodInterface', () => {
  it.each(['eth0', 'net1', 'tunl0', 'wg0', 'lonely0', 'br0', ''])('counts %j', (name) => {
    expect(isPodInterface(name)).toBe(true);
  });

  it.each(['lo', 'veth52b0075c', 'docker0', 'nerdctl0'])('leaves out %s', (name) => {
    expect(isPodInterface(name)).toBe(false);
  });
});
