import {isMessage, type Message} from '../../i18n/message.ts';
import type {ApplyJob} from './apply-context.ts';
import type {SetTask} from './set-task.ts';

/** Writes the rows of these sets into the journal, under the action's one entry. Returns for each why it must not be begun, or `null`. */
export async function beginRows(
	tasks: readonly SetTask[],
	job: ApplyJob,
): Promise<ReadonlyArray<Message | null>> {
	if (tasks.length === 0) return [];
	const added = job.added.then(async () => addRows(tasks, job));
	job.added = Promise.allSettled([added]);
	return added;
}

async function addRows(tasks: readonly SetTask[], job: ApplyJob): Promise<ReadonlyArray<Message | null>> {
	const added = await job.ports.journal.add(
		tasks.map(({set}) => set),
		{id: job.entry, run: job.run, portal: await job.ensureProvider(), operator: job.operator},
	);
	job.entry = added.entry;
	return tasks.map((task, index) => {
		const row = added.rows[index]!;
		if (isMessage(row)) return row;
		task.rowId = row;
		return null;
	});
}
