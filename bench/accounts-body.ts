/** `n` accounts as `GET accounts` sends them, all of them addable: free numbers, one plan. Deterministic. */
export const createAccountsBody = (n: number): string =>
	JSON.stringify({
		status: 'OK',
		results: Array.from({length: n}, (_, index) => ({
			login: `user${index + 1}`,
			full_name: `Іваненко Олег ${index + 1}`,
			phone: `+38050${String(index + 1).padStart(7, '0')}`,
			account_number: String(index + 1),
			tariff_plan: '101',
			stb_sn: '052013N000001',
			stb_mac: macAt(index + 1),
			stb_type: 'MAG250',
			status: 1,
			online: '0',
			ip: '10.0.0.1',
			version:
				'ImageDescription: 2.20.02-pub-424; ImageDate: Tue Oct  9 11:01:44 EEST 2018; PORTAL version: 5.0.3',
			comment: null,
			account_balance: '0',
			last_active: '2026-11-22 08:36:58',
			subscribed: [],
			subscribed_id: [],
		})),
	});

const macAt = (index: number): string =>
	`00:1A:79:${(index >> 16).toString(16).padStart(2, '0')}:${((index >> 8) & 255).toString(16).padStart(2, '0')}:${(index & 255).toString(16).padStart(2, '0')}`.toUpperCase();
