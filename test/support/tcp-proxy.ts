import {once} from 'node:events';
import net, {type AddressInfo} from 'node:net';

/** A TCP connection to a server, through this process, so that it can fail as networks do. */
export type TcpProxy = {
	readonly port: number;
	/** Resolves at the first connection. */
	readonly connected: Promise<unknown>;
	/**
	From now on no bytes pass, and connections stay open. With `before` this begins when a client next sends this text, which does not pass.
	*/
	stall(before?: string): void;
	/** When a client next sends this text, it passes, and every connection breaks before the answer passes. */
	cutAfter(text: string): void;
	/** When a client next sends `text`, `other`, which is as long, passes in its place. */
	replaceOnce(text: string, other: string): void;
	/** Whether the text given last has been sent. */
	readonly isTextSeen: boolean;
	/** Every connection breaks, and new ones break at once. */
	cut(): void;
	/** New connections pass again. */
	restore(): void;
	close(): void;
};

/** Start a proxy to a server; without `target`, connections are accepted and never answered. */
export async function startTcpProxy(target?: {
	readonly host: string;
	readonly port: number;
}): Promise<TcpProxy> {
	const sockets = new Set<net.Socket>();
	let state: 'whole' | 'stalled' | 'cut' = 'whole';
	let trap: {readonly text: string; readonly springs: 'before' | 'behind'} | null = null;
	let replacement: {readonly text: string; readonly other: string} | null = null;
	let met = false;
	const keep = (socket: net.Socket): net.Socket => {
		sockets.add(socket);
		// Tests break connections on purpose.
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

			const at = replacement ? bytes.indexOf(replacement.text) : -1;
			if (at !== -1) {
				bytes.write(replacement!.other, at);
				replacement = null;
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
		replaceOnce(text, other) {
			if (text.length !== other.length) throw new Error('A packet must keep its length.');
			replacement = {text, other};
		},
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
