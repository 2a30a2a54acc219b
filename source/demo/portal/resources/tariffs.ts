import {foldText} from '../collation.ts';
import {toMySqlInteger} from '../column-values.ts';
import type {ResourceResult} from '../response.ts';
import type {ApiCall} from '../parse-request.ts';
import type {TariffPlan, PortalState, ServicePackage} from '../state.ts';

/** `tariffs`: one by its own id, never by external id; all for an identifier that is no number. An unknown one is `null`. */
export const tariffs = {
	get(state: PortalState, {ids}: ApiCall): ResourceResult {
		const id = toMySqlInteger(ids[0] ?? '');
		if (id === 0) return {results: state.plans.map(plan => toPlanJson(state, plan))};
		const plan = state.plans.find(plan => plan.id === id);
		return {results: plan ? toPlanJson(state, plan) : null};
	},
};

/** `services_package`: the same by package. */
export const servicesPackage = {
	get(state: PortalState, {ids}: ApiCall): ResourceResult {
		const show = (known: ServicePackage) => ({...toPackageJson(known), services: servicesOf(state, known)});
		const id = toMySqlInteger(ids[0] ?? '');
		if (id === 0) return {results: state.packages.map(show)};
		const known = state.packages.find(known => known.id === id);
		return {results: known ? show(known) : null};
	},
};

function toPlanJson({packages}: PortalState, plan: TariffPlan): Readonly<Record<string, unknown>> {
	return {
		id: String(plan.id),
		external_id: plan.external_id,
		name: plan.name,
		user_default: plan.user_default ? '1' : '0',
		packages: plan.packages.flatMap(({id, optional}) =>
			packages
				.filter(known => known.id === id)
				.map(known => ({...toPackageJson(known), optional: optional ? '1' : '0'})),
		),
	};
}

const toPackageJson = (known: ServicePackage) => ({
	id: String(known.id),
	external_id: known.external_id,
	name: known.name,
	description: known.description,
	type: known.type,
	all_services: known.all_services,
	service_type: known.service_type,
	rent_duration: known.rent_duration,
	price: known.price,
});

/** Release 4.9.35 shows every channel for any TV package. */
function servicesOf({channels}: PortalState, {type, all_services: all, services}: ServicePackage): unknown {
	if (all === '1') return 'all';
	if (type === 'module' || type === 'option') return services;
	if (type !== 'tv') return [];
	return channels
		.map(({id, name}) => ({id: String(id), name, folded: foldText(name)}))
		.toSorted((a, b) => (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : 0))
		.map(({id, name}) => ({id, name}));
}
