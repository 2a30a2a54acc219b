import {once} from 'node:events';
import net, {type AddressInfo} from 'node:net';

/** A TCP line to a server, through this process, so that it can fail as lines do. */
export type TcpProxy = {
	readonly port: number;
	/** Settles when somebody has connected. */
	readonly connected: Promise<unknown>;
	/** From now on nothing comes through, and nobody is told. `before`: not now, but when somebody next sends this text, which does not come through. */
	stall(before?: string): void;
	/** When somebody next sends this text it comes through, and every connection breaks before the answer does. */
	cutAfter(text: string): void;
	/** Whether the text that was waited for last has been sent. */
	readonly isTextSeen: boolean;
	/** Every connection breaks, and new ones break at once. */
	cut(): void;
	/** New connections come through again. */
	restore(): void;
	close(): void;
};

/** A line to the server that listens there; without one, whoever connects never gets an answer. */
export async function startTcpProxy(target?: {
	readonly host: string;
	readonly port: number;
}): Promise<TcpProxy> {
	const sockets = new Set<net.Socket>();
	let state: 'whole' | 'stalled' | 'cut' = 'whole';
	let trap: {readonly text: string; readonly springs: 'before' | 'behind'} | null = null;
	let met = false;
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
		let isAsked = false;
		near.on('data', (bytes: Buffer) => {
			if (trap && bytes.includes(trap.text)) {
				met = true;
				if (trap.springs === 'before') state = 'stalled';
				else isAsked = true;
				trap = null;
			}

			if (state === 'whole') far.write(bytes);
		});
		far.on('data', (bytes: Buffer) => {
			if (isAsked) cut();
			else if (state === 'whole') near.write(bytes);
		});
		near.on('end', () => void (state === 'whole' && far.end()));
		far.on('end', () => void (state === 'whole' && near.end()));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const destroyAll = () => {
		for (const socket of sockets) socket.destroy();
	};

	const set = (next: NonNullable<typeof trap>) => {
		trap = next;
		met = false;
	};
	const cut = () => {
		state = 'cut';
		destroyAll();
	};

	return {
		port: (server.address() as AddressInfo).port,
		connected: once(server, 'connection'),
		stall(before) {
			if (before === undefined) state = 'stalled';
			else set({text: before, springs: 'before'});
		},
		cutAfter: text => set({text, springs: 'behind'}),
		get isTextSeen() {
			return met;
		},
		cut,
		restore() {
			state = 'whole';
			trap = null;
		},
		close() {
			destroyAll();
			server.close();
		},
	};
}
