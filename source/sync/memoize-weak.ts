/** Memoizes a function of one immutable object. The result is dropped when the object is garbage-collected. */
export function memoizeWeak<Key extends object, Made>(make: (key: Key) => Made): (key: Key) => Made {
	const made = new WeakMap<Key, {readonly value: Made}>();
	return key => {
		const entry = made.get(key) ?? {value: make(key)};
		made.set(key, entry);
		return entry.value;
	};
}
