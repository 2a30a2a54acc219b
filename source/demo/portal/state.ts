/**
A portal's database, as far as REST v1 shows or changes it. Rows are changed in place, as a database changes them;
column names are Stalker's own where the API does not rename them.
*/
export type PortalState = {
	/** `users`, by ascending `id`. */
	users: User[];
	/** `itv`, by ascending `id`. */
	channels: ItvChannel[];
	/** `tariff_plan`. */
	plans: TariffPlan[];
	/** `services_package`. */
	packages: ServicePackage[];
	/** `itv_subscription`; rows outlive their users. */
	subscriptions: ChannelSubscription[];
	/** `user_package_subscription`: user id → package ids; outlives the user. */
	boughtPackages: Map<number, number[]>;
	/** `user_modules`: user id → lists, or the scalars that a careless client stored. */
	modules: Map<number, ModuleLists>;
	/** `events`: not yet fetched by their boxes, oldest first. */
	events: PortalEvent[];
	/** The id of the next account; never used twice. */
	nextId: number;
	/** The database server's `NOW()`, `YYYY-MM-DD HH:MM:SS`. It stands still, so that two runs are alike. */
	clock: string;
	settings: Settings;
};

/** `users`: an account and its box. */
export type User = {
	readonly id: number;
	login: string;
	fname: string;
	phone: string;
	/** `account_number` of the API. */
	ls: string;
	/** 0 is the default plan; so is, in effect, an id that no plan has. */
	tariff_plan_id: number;
	sn: string;
	mac: string;
	stb_type: string;
	/** 0 is on, 1 is off: the API says the opposite. */
	status: 0 | 1;
	/** Whether the box has contacted the portal within 120 s; `null` when it never has. */
	online: boolean | null;
	ip: string;
	version: string;
	comment: string | null;
	account_balance: string;
	/** `YYYY-MM-DD HH:MM:SS`, the zero date, or `null`. */
	last_active: string | null;
	additional_services_on: string;
	/** `end_date` of the API. */
	expire_billing_date: string;
	/** md5(md5(password) + id), or empty. */
	password: string;
};

/** `itv`. All strings, as the API sends them. */
export type ItvChannel = {
	readonly id: number;
	name: string;
	number: string;
	base_ch: '0' | '1';
	hd: '0' | '1';
	enable_monitoring: '0' | '1';
	monitoring_url: string;
	monitoring_status: string;
};

/** `tariff_plan` with its `package_in_plan` rows, in the order of the answer. */
export type TariffPlan = {
	readonly id: number;
	external_id: string;
	name: string;
	user_default: boolean;
	packages: ReadonlyArray<{readonly id: number; readonly optional: boolean}>;
};

/** `services_package`. */
export type ServicePackage = {
	readonly id: number;
	external_id: string;
	name: string;
	description: string | null;
	type: 'tv' | 'video' | 'radio' | 'module' | 'option';
	all_services: '0' | '1';
	service_type: 'periodic' | 'single';
	rent_duration: string;
	price: string;
	/** Modules and options by name; `tv` packages show every channel, as release 4.9.35 does. */
	services: readonly string[];
};

/** The array that PHP makes of `k[]=…`: a list, or a map when the keys have gaps. */
export type PhpArray = readonly string[] | Readonly<Record<string, string>>;

/** `sub_ch` is `null` in rows that never had one, and `'corrupt'` where PHP cannot read what is stored. */
export type ChannelSubscription = {readonly uid: number; sub_ch: PhpArray | null | 'corrupt'};

export type ModuleLists = {disabled: PhpArray | string; restricted: PhpArray | string};

/** `events`. */
export type PortalEvent = {
	readonly uid: number;
	readonly event: string;
	readonly msg: string;
	readonly param1: string;
	readonly priority: 1 | 2;
	readonly need_confirm: 0 | 1;
	readonly reboot_after_ok: 0 | 1;
	readonly auto_hide_timeout: number;
	/** Seconds until the event is dropped. */
	readonly ttl: number;
};

/** Settings that differ between installations. */
type Settings = {
	/** `enable_tariff_plans`: without it, stb_modules shows what is stored. */
	tariffPlans: boolean;
	/** `enable_internal_billing`: accounts and stb then have an `end_date`. */
	internalBilling: boolean;
	/** `api_auth_login` is set; without it everyone may do everything. */
	authentication: boolean;
	/** `api/v1/.htaccess` of 4.9.x and 5.0.0: stb, itv and stb_modules die with a line of text. */
	oldHtaccess: boolean;
};

export const zeroDate = '0000-00-00 00:00:00';

/** A portal without a row. */
export function createEmptyState(clock: string): PortalState {
	return {
		users: [],
		channels: [],
		plans: [],
		packages: [],
		subscriptions: [],
		boughtPackages: new Map(),
		modules: new Map(),
		events: [],
		nextId: 1,
		clock,
		settings: {tariffPlans: true, internalBilling: false, authentication: true, oldHtaccess: false},
	};
}

/** Append an account; fields that are not given have the column's default. */
export function insertUser(state: PortalState, row: Partial<Omit<User, 'id'>>): User {
	const user: User = {
		id: state.nextId++,
		login: '',
		fname: '',
		phone: '',
		ls: '',
		tariff_plan_id: 0,
		sn: '',
		mac: '',
		stb_type: '',
		status: 0,
		online: false,
		ip: '',
		version: '',
		comment: null,
		account_balance: '',
		last_active: zeroDate,
		additional_services_on: '1',
		expire_billing_date: zeroDate,
		password: '',
		...row,
	};
	state.users.push(user);
	return user;
}

/** The plan that an account has in effect; `undefined` when its own is gone. 0 is the default plan. */
export function effectivePlan(state: PortalState, {tariff_plan_id: id}: User): TariffPlan | undefined {
	return state.plans.find(plan => (id === 0 ? plan.user_default : plan.id === id));
}

/** Queue one event for one box. */
export function queueEvent(
	state: PortalState,
	uid: number,
	event: string,
	more: Partial<PortalEvent> = {},
): void {
	state.events.push({
		uid,
		event,
		msg: '',
		param1: '',
		priority: 1,
		need_confirm: 0,
		reboot_after_ok: 0,
		auto_hide_timeout: 0,
		ttl: 240,
		...more,
	});
}
