import {fold} from '../collation.ts';
import {numberOf} from '../column.ts';
import type {Outcome} from '../envelope.ts';
import type {Call} from '../request.ts';
import type {Plan, PortalState, ServicePackage} from '../state.ts';

/** `tariffs`: one by its own id, never by external id; whatever is no number means all. An unknown one is `null`. */
export const tariffs = {
	get(state: PortalState, {ids}: Call): Outcome {
		const id = numberOf(ids[0] ?? '');
		if (id === 0) return {results: state.plans.map(plan => showPlan(state, plan))};
		const plan = state.plans.find(plan => plan.id === id);
		return {results: plan ? showPlan(state, plan) : null};
	},
};

/** `services_package`: the same by package. */
export const servicesPackage = {
	get(state: PortalState, {ids}: Call): Outcome {
		const show = (known: ServicePackage) => ({...showPackage(known), services: servicesOf(state, known)});
		const id = numberOf(ids[0] ?? '');
		if (id === 0) return {results: state.packages.map(show)};
		const known = state.packages.find(known => known.id === id);
		return {results: known ? show(known) : null};
	},
};

function showPlan({packages}: PortalState, plan: Plan): Readonly<Record<string, unknown>> {
	return {
		id: String(plan.id),
		external_id: plan.external_id,
		name: plan.name,
		user_default: plan.user_default ? '1' : '0',
		packages: plan.packages.flatMap(({id, optional}) =>
			packages
				.filter(known => known.id === id)
				.map(known => ({...showPackage(known), optional: optional ? '1' : '0'})),
		),
	};
}

const showPackage = (known: ServicePackage) => ({
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
		.map(({id, name}) => ({id: String(id), name, folded: fold(name)}))
		.toSorted((a, b) => (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : 0))
		.map(({id, name}) => ({id, name}));
}
