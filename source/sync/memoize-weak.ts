/** What is made from a value that never changes, made once for each such value and forgotten with it. */
export function memoizeWeak<Key extends object, Made>(make: (key: Key) => Made): (key: Key) => Made {
	const made = new WeakMap<Key, {readonly value: Made}>();
	return key => {
		const known = made.get(key) ?? {value: make(key)};
		made.set(key, known);
		return known.value;
	};
}
