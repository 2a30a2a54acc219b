import type {Answer} from './envelope.ts';
import type {Fault, Received} from './faults.ts';

/** The answer to `/_demo/…`, or `null` when the request is not for the side channel. */
export function sideChannel(
	method: string,
	path: string,
	body: Buffer,
	received: readonly Received[],
	misbehave: (fault: Fault | null) => void,
): Answer | null {
	if (method === 'GET' && path === '/_demo/received') return json(received);
	if (method !== 'POST' || path !== '/_demo/fault') return null;
	misbehave(faultOf(JSON.parse(body.toString()) as Described | null));
	return json(true);
}

/** A fault as JSON: `method` is the request's, `path` a part of the request's. */
type Described = Omit<Fault, 'on'> & {readonly method?: string; readonly path?: string};

function faultOf(described: Described | null): Fault | null {
	if (!described) return null;
	const {method, path, ...fault} = described;
	return {
		...(fault as Fault),
		on: request => (method === undefined || request.method === method) && request.path.includes(path ?? ''),
	};
}

const json = (value: unknown): Answer => ({
	status: 200,
	headers: {'Content-Type': 'application/json'},
	body: JSON.stringify(value),
});
