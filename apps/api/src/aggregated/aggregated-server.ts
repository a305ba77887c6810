import { constants } from 'node:crypto';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { ServingCertificate } from './certificates';
import { readPeerProof, type PeerProof } from './caller';
import type { RequestGate } from './request-gate';
import type { RequestHeaderTrust } from './request-header-trust';

/** A client that sends so slowly is cut off. */
const REQUEST_TIMEOUT_MS = 30_000;
const HANDSHAKE_TIMEOUT_MS = 10_000;

/** API servers keep their connections for 90 s; they, not we, should be the first to close. */
const KEEP_ALIVE_MS = 330_000;

/** A user of several hundred groups has a header for each. */
const MAX_HEADER_BYTES = 131_072;

/** Connections at once: some for each API server, and some for who comes with a token. */
const MOST_CONNECTIONS = 1_000;

/** Requests under way get so long to end when the server ends. */
const CLOSE_TIMEOUT_MS = 4_000;
const SWEEP_MS = 50;

/**
 * The listener of the aggregated API: TLS, and the front proxy's certificate asked for but
 * not required. Certificates are held against the request-header authorities alone, by
 * OpenSSL, when a connection is opened; a connection opened under other authorities than the
 * present ones is closed.
 */
export class AggregatedServer {
  private readonly server: Server;
  /** Digest of the authorities each connection's certificate was held against. */
  private readonly openedUnder = new WeakMap<TLSSocket, string>();
  private readonly proofs = new WeakMap<TLSSocket, PeerProof | undefined>();

  constructor(
    private readonly gate: RequestGate,
    private certificate: ServingCertificate,
    private trust: RequestHeaderTrust | undefined,
  ) {
    this.server = createServer(
      {
        ...this.secureContext(),
        requestCert: true,
        // What follows from a certificate is decided for each request.
        rejectUnauthorized: false,
        handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
        requestTimeout: REQUEST_TIMEOUT_MS,
        keepAliveTimeout: KEEP_ALIVE_MS,
        maxHeaderSize: MAX_HEADER_BYTES,
      },
      (request, response) => {
        const { socket } = request;
        if (!(socket instanceof TLSSocket) || this.isOutdated(socket)) socket.destroy();
        else this.gate.take(request, response, () => this.proofOf(socket));
      },
    );
    this.server.maxConnections = MOST_CONNECTIONS;
    this.server.on('secureConnection', (socket: TLSSocket) => {
      this.openedUnder.set(socket, this.digest);
    });
    // A handshake that fails concerns that client only.
    this.server.on('tlsClientError', (_error, socket) => socket.destroy());
  }

  /** Port it listens on; 0 before and after. */
  get port(): number {
    return (this.server.address() as AddressInfo | null)?.port ?? 0;
  }

  /** @throws Error of the system when the port cannot be had */
  async listen(port: number, host: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        this.server.off('error', reject);
        resolve();
      });
    });
  }

  /** Shows another certificate to new connections; those that are open go on. */
  useCertificate(certificate: ServingCertificate): void {
    this.certificate = certificate;
    this.server.setSecureContext(this.secureContext());
  }

  /** Believes other proxies; connections of before are opened anew by who needs them. */
  useTrust(trust: RequestHeaderTrust): void {
    const isSame = trust.digest === this.digest;
    this.trust = trust;
    if (isSame) return;
    this.server.setSecureContext(this.secureContext());
    this.server.closeIdleConnections();
  }

  /** Ends when the requests under way are answered, or soon. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    const force = setTimeout(() => this.server.closeAllConnections(), CLOSE_TIMEOUT_MS);
    // A connection that answers now is idle a moment later, and kept for the next request.
    const sweep = setInterval(() => this.server.closeIdleConnections(), SWEEP_MS);
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeIdleConnections();
    });
    clearTimeout(force);
    clearInterval(sweep);
  }

  /** Read once for a connection: all its requests come from the same end. */
  private proofOf(socket: TLSSocket): PeerProof | undefined {
    if (!this.proofs.has(socket)) this.proofs.set(socket, readPeerProof(socket));
    return this.proofs.get(socket);
  }

  private get digest(): string {
    return this.trust?.digest ?? '';
  }

  private isOutdated(socket: TLSSocket): boolean {
    return this.openedUnder.get(socket) !== this.digest;
  }

  private secureContext(): ServerOptions {
    const { certificate, key } = this.certificate;
    const authorities = this.trust?.authorities ?? '';
    return {
      cert: certificate,
      key,
      // An empty list trusts nobody; left out, it would be all authorities of the internet.
      ca: authorities === '' ? [] : [authorities],
      minVersion: 'TLSv1.2',
      // A resumed session would bring along what an earlier handshake has found.
      secureOptions: constants.SSL_OP_NO_TICKET,
    };
  }
}
