import {once} from 'node:events';
import net, {type AddressInfo} from 'node:net';

/** A TCP line to a server, through this process, so that it can fail as lines do. */
export type Line = {
	readonly port: number;
	/** Settles when somebody has connected. */
	readonly reached: Promise<unknown>;
	/** From now on nothing comes through, and nobody is told. */
	stall(): void;
	/** Every connection breaks, and new ones break at once. */
	cut(): void;
	/** New connections come through again. */
	mend(): void;
	close(): void;
};

/** A line to the server that listens there; without one, whoever connects never gets an answer. */
export async function openLine(target?: {readonly host: string; readonly port: number}): Promise<Line> {
	const sockets = new Set<net.Socket>();
	let state: 'whole' | 'stalled' | 'cut' = 'whole';
	const keep = (socket: net.Socket): net.Socket => {
		sockets.add(socket);
		// A broken connection is what is being tried.
		return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
	};

	const server = net.createServer(near => {
		keep(near);
		if (state === 'cut') return void near.resetAndDestroy();
		if (!target) return;
		const far = keep(net.connect(target));
		for (const [from, to] of [
			[near, far],
			[far, near],
		] as const) {
			from.on('data', (bytes: Buffer) => void (state === 'whole' && to.write(bytes)));
			from.on('end', () => void (state === 'whole' && to.end()));
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const destroyAll = () => {
		for (const socket of sockets) socket.destroy();
	};

	return {
		port: (server.address() as AddressInfo).port,
		reached: once(server, 'connection'),
		stall: () => void (state = 'stalled'),
		cut() {
			state = 'cut';
			destroyAll();
		},
		mend: () => void (state = 'whole'),
		close() {
			destroyAll();
			server.close();
		},
	};
}
