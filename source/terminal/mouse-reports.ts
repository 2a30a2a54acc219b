/** Whether the terminal reports the mouse: turned off for a moment by whoever starts a program beside the console. */
export type MouseReports = {
	/** Says how reports are turned on and off. Returns the function that ends this. */
	connect(turn: (isOn: boolean) => void): () => void;
	/** Runs this while the terminal reports no mouse. */
	without<Result>(run: () => Result): Result;
};

/** No terminal is connected yet: until then nothing reports the mouse. */
export function createMouseReports(): MouseReports {
	let turn: (isOn: boolean) => void = () => undefined;
	return {
		connect(own) {
			turn = own;
			return () => (turn = () => undefined);
		},
		without(run) {
			turn(false);
			try {
				return run();
			} finally {
				turn(true);
			}
		},
	};
}
