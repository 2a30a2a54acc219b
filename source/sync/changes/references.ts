import {
	isReference,
	textOf,
	type Change,
	type ChangeResult,
	type ChangeSet,
	type Fields,
	type Value,
} from './change.ts';

/** The change with the values that earlier changes returned. A value that is not known yet stays a reference. */
export function resolvedChange(
	change: Change,
	{changes}: Pick<ChangeSet, 'changes'>,
	results: ReadonlyArray<ChangeResult | null>,
): Change {
	const {key, before, after} = change;
	if (!hasReference(key) && !hasReference(before) && !hasReference(after)) return change;
	const valueOf = (value: Value): Value => {
		if (!isReference(value)) return value;
		const [record, field] = value.ref.split('.') as [string, string];
		const index = changes.findIndex((other, place) => other.record === record && results[place]?.current);
		const known = results[index]?.current?.[field];
		if (known === undefined) return value;
		// The portal's fields are texts.
		return change.system === 'stalker' ? textOf(known) : known;
	};
	const resolved = (fields: Fields | null) =>
		!hasReference(fields)
			? fields
			: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, valueOf(value)]));
	return {...change, key: resolved(key)!, before: resolved(before), after: resolved(after)};
}

function hasReference(fields: Fields | null): fields is Fields {
	for (const name in fields) if (isReference(fields[name])) return true;
	return false;
}
