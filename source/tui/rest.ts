import type {Works} from './works.ts';

/** Waits until the keys have come to rest. Whoever tests waits along with it. */
export type Rest = {
	/** Do this when nothing has been said for a moment; what was to be done before is forgotten. */
	run(what: () => void): void;
	/** Do nothing. */
	end(): void;
};

/** Milliseconds after which whoever scrolls has come to rest. */
const usual = 150;

export function createRest(works: Works, moment = usual): Rest {
	let forget = () => {};
	return {
		run(what) {
			forget();
			const {promise, resolve} = Promise.withResolvers<void>();
			const timer = setTimeout(() => {
				what();
				resolve();
			}, moment);
			forget = () => {
				clearTimeout(timer);
				resolve();
			};
			works.add(promise);
		},
		end: () => forget(),
	};
}
