/** Exactly what an addition created. */
export type AddedService = {
	readonly tvId: number;
	readonly uid: number;
	readonly service: {
		readonly tp_id: number | null;
		readonly cid: string;
		readonly disable: number;
		/** `YYYY-MM-DD` */
		readonly expire: string | null;
		readonly iptv_login: string;
	};
	/** `null`: the customer was known before, and stays with his bill. */
	readonly customer: {
		readonly bill_id: number;
		readonly login: string;
		readonly fio: string;
		readonly phone: string;
	} | null;
};

type Row = Readonly<Record<string, unknown>>;

/** A row that an addition wrote, and how to find it. */
export type WrittenRow = {
	readonly table: string;
	readonly column: string;
	readonly value: number;
	readonly expected: Row;
};

/** The rows as an addition left them. The bill comes first: its money is the best reason. */
export function writtenRows(
	serviceId: number,
	{tvId, uid, service, customer}: AddedService,
): readonly WrittenRow[] {
	const own = {...service, tp_id: service.tp_id ?? 0, ...freshService, uid, service_id: serviceId};
	return [
		...(customer
			? [
					{table: 'bills', column: 'id', value: customer.bill_id, expected: {uid, company_id: 0}},
					{table: 'users', column: 'uid', value: uid, expected: freshCustomer(customer)},
					{table: 'users_pi', column: 'uid', value: uid, expected: freshInfo(customer)},
				]
			: []),
		{table: 'iptv_main', column: 'id', value: tvId, expected: own},
	];
}

/** Columns that an addition leaves as they are by themselves. */
const freshService = {
	activate: null,
	subscribe_id: '',
	filter_id: '',
	email: '',
	iptv_password: '',
	pin: '',
	vod: 0,
};

const freshCustomer = ({login, bill_id}: NonNullable<AddedService['customer']>): Row => ({
	id: login,
	bill_id,
	domain_id: 0,
	gid: 0,
	company_id: 0,
	disable: 0,
	credit: 0,
	credit_date: null,
	reduction: 0,
	reduction_date: null,
	activate: null,
	expire: null,
	deleted: 0,
	password: null,
});

const freshInfo = ({fio, phone}: NonNullable<AddedService['customer']>): Row => ({
	fio,
	phone,
	email: '',
	address_street: '',
	address_build: '',
	address_flat: '',
	contract_id: '',
	comments: '',
});
