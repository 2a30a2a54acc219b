import type {PortalResponse} from './response.ts';
import type {Fault, ReceivedRequest} from './faults.ts';

/** The answer to `/_demo/…`, or `null` when the request is not for the side channel. */
export function handleTestRequest(
	method: string,
	path: string,
	body: Buffer,
	received: readonly ReceivedRequest[],
	misbehave: (fault: Fault | null) => void,
): PortalResponse | null {
	if (method === 'GET' && path === '/_demo/received') return jsonResponse(received);
	if (method !== 'POST' || path !== '/_demo/fault') return null;
	misbehave(parseFault(JSON.parse(body.toString()) as FaultDescription | null));
	return jsonResponse(true);
}

/** A fault as JSON: `method` is the request's, `path` a part of the request's. */
type FaultDescription = Omit<Fault, 'matches'> & {readonly method?: string; readonly path?: string};

function parseFault(described: FaultDescription | null): Fault | null {
	if (!described) return null;
	const {method, path, ...fault} = described;
	return {
		...(fault as Fault),
		matches: request =>
			(method === undefined || request.method === method) && request.path.includes(path ?? ''),
	};
}

const jsonResponse = (value: unknown): PortalResponse => ({
	status: 200,
	headers: {'Content-Type': 'application/json'},
	body: JSON.stringify(value),
});
