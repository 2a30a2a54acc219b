import type {ServerResponse} from 'node:http';
import {setTimeout as wait} from 'node:timers/promises';
import {apachePage, type PortalResponse} from '../../source/demo/portal/response.ts';
import {
	sendResponse,
	startPortal,
	type Exchange,
	type RunningPortal,
} from '../../source/demo/portal/server.ts';
import type {PortalState} from '../../source/demo/portal/state.ts';
import {applyFailure, changesResponse, type Fault, type ReceivedRequest} from './faults.ts';

/** The demo portal on loopback, which records its requests and fails as `setFault` says. */
export type FaultyPortal = RunningPortal & {
	/** Every request since the start, oldest first. */
	readonly received: readonly ReceivedRequest[];
	/** Replaces the fault that is set; `null` removes it. */
	setFault(fault: Fault | null): void;
};

/** Start a demo portal without a fault. */
export async function startFaultyPortal({
	state,
	...options
}: {
	readonly state: PortalState;
	readonly password?: string;
}): Promise<FaultyPortal> {
	const received: ReceivedRequest[] = [];
	const start = performance.now();
	let fault: Fault | null = null;
	let remaining = Infinity;

	const takeFault = (request: ReceivedRequest): Fault | null => {
		if (!fault || remaining < 1 || fault.matches?.(request) === false) return null;
		remaining--;
		return fault;
	};

	const portal = await startPortal({
		state,
		...options,
		async respond(exchange) {
			const {method, path, body} = exchange.request;
			const request = {method, path, body: body.toString(), at: performance.now() - start};
			received.push(request);
			const taken = takeFault(request);
			if (taken) await respondWithFault(exchange, taken, state);
			else sendResponse(exchange.response, exchange.handle());
		},
	});
	return {
		...portal,
		received,
		setFault(next) {
			fault = next;
			remaining = next?.times ?? Infinity;
		},
	};
}

async function respondWithFault(
	{request: {path}, response, handle, closing}: Exchange,
	fault: Fault,
	state: PortalState,
): Promise<void> {
	const isHandledFirst = changesResponse(fault) || fault.afterWork === true;
	const answer = isHandledFirst ? handle() : unhandled;
	switch (fault.is) {
		case 'hang':
			return;
		case 'reset':
			response.socket?.resetAndDestroy();
			return;
		case 'slow':
			if (await waitUnlessClosed(fault.milliseconds, closing))
				sendResponse(response, isHandledFirst ? answer : handle());
			return;
		case 'held':
			await fault.until;
			sendResponse(response, isHandledFirst ? answer : handle());
			return;
		case 'paced':
			if (await waitUnlessClosed(fault.perAccount * countReadAccounts(path, answer, state), closing))
				sendResponse(response, answer);
			return;
		case 'cut':
			sendPart(response, answer, fault.afterBytes);
			return;
		default:
			sendResponse(response, applyFailure(fault, answer));
	}
}

/** The response of a request that the portal has not handled; never sent as it is. */
const unhandled = apachePage(404);

/** Resolves to false when the portal is closed before the time has passed. */
const waitUnlessClosed = (milliseconds: number, signal: AbortSignal): Promise<boolean> =>
	wait(milliseconds, true, {signal}).catch((error: unknown) => {
		if (signal.aborted) return false;
		throw error;
	});

/** Accounts that were read one by one for this answer; `users` without identifier reads them all and sends one. */
function countReadAccounts(path: string, answer: PortalResponse, state: PortalState): number {
	const [, resource, id] =
		/\/api(?:\/v1)?\/(accounts|users|account_subscription)(?:\/([^?]*))?/.exec(path) ?? [];
	if (resource === undefined) return 0;
	if (id === undefined || id === '' || id === '0') return state.users.length;
	const {results} = JSON.parse(answer.body.toString()) as {readonly results: unknown};
	return Array.isArray(results) ? results.length : 1;
}

/** Announces the whole length, and sends less. */
function sendPart(
	response: ServerResponse,
	{status, headers, body}: PortalResponse,
	afterBytes: number,
): void {
	const bytes = Buffer.from(body);
	response.writeHead(status, {...headers, 'Content-Length': bytes.length});
	response.flushHeaders();
	response.write(bytes.subarray(0, afterBytes), () => response.destroy());
}
