import {
	errorResponse,
	okResponse,
	ApiError,
	htmlResponse,
	unauthorizedResponse,
	type PortalResponse,
	type ResourceResult,
} from './response.ts';
import {parseRequest, type ApiAction, type ApiCall, type PortalRequest} from './parse-request.ts';
import {accountSubscription} from './resources/account-subscription.ts';
import {accounts, users} from './resources/accounts.ts';
import {itvSubscription} from './resources/itv-subscription.ts';
import {itv} from './resources/itv.ts';
import {sendEvent, stbMsg} from './resources/send-event.ts';
import {stbModules} from './resources/stb-modules.ts';
import {stb} from './resources/stb.ts';
import {servicesPackage, tariffs} from './resources/tariffs.ts';
import type {PortalState} from './state.ts';

/**
A Stalker portal without its web server. `handle` returns the response to a request, and changes the state as the database would change.
*/
type Portal = {readonly state: PortalState; handle(request: PortalRequest): PortalResponse};

/** `api_auth_login` and `api_auth_password`. */
type Credentials = {readonly login: string; readonly password: string};

/** A Stalker 4.9.35 over this state, with the REST v1 resources below. Source: the recorded responses of a real one. */
export function createPortal(state: PortalState, {login, password}: Credentials): Portal {
	const authorization = `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
	return {
		state,
		handle(request) {
			const call = parseRequest(request);
			if (!('action' in call)) return call;
			if (state.settings.authentication && request.headers['authorization'] !== authorization)
				return unauthorizedResponse;
			return runCall(state, call);
		},
	};
}

/** One function for each action that the resource supports. */
type ApiResource = {readonly [action in ApiAction]?: (state: PortalState, call: ApiCall) => ResourceResult};

const resources: Readonly<Record<string, ApiResource>> = {
	accounts,
	users,
	stb,
	itv,
	itv_subscription: itvSubscription,
	account_subscription: accountSubscription,
	tariffs,
	services_package: servicesPackage,
	stb_modules: stbModules,
	send_event: sendEvent,
	stb_msg: stbMsg,
};

function runCall(state: PortalState, call: ApiCall): PortalResponse {
	const name = call.resource.toLowerCase();
	if (!Object.hasOwn(resources, name))
		return errorResponse(`Class file for "${commandClassName(name)}" not found`);
	if (state.settings.oldHtaccess && ['stb', 'itv', 'stb_modules'].includes(name))
		return htmlResponse('Unauthorized request.');
	const action = resources[name]![call.action];
	if (!action) return errorResponse(`Resource "${call.resource}" does not support action "${call.action}"`);
	try {
		return okResponse(action(state, call));
	} catch (error) {
		if (error instanceof ApiError) return errorResponse(error.message);
		throw error;
	}
}

const commandClassName = (name: string): string =>
	`RESTCommand${name
		.split('_')
		.map(part => part.slice(0, 1).toUpperCase() + part.slice(1))
		.join('')}`;
