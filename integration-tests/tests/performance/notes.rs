//! What stands beside a measured figure: what we allow ourselves, and what others need.

/// What may be said of a row of the table.
pub struct Note {
	/// The pallet and what weighs it.
	pub of: &'static str,
	/// Multiples of a transfer, reads/writes, bytes of proof that we allow.
	pub budget: &'static str,
	/// The same of others, in multiples of the transfer of their own chain.
	pub peers: &'static str,
}

/// Calls that are weighed by what weighs others.
pub const WEIGHED_BY: &[(&str, &str)] = &[
	("Feeds.report", "Feeds.report_open"),
	("Susdai.claim_all", "Susdai.claim"),
	("Susdai.withdraw", "Susdai.redeem"),
];

/// What has no row here has neither.
pub const NOTES: &[Note] = &[
	note("Caliber.submit", "2.5; 9/8 + 1/1 s; 12,000", "Acala nft.mint 1.73; 5/7. SDK nfts.mint 1.26; 5/4"),
	note("Caliber.transfer", "", "Acala nft.transfer 2.21; 6/7. SDK nfts.transfer 1.06; 5/5"),
	note("Lending.offer", "", "Centrifuge loans.create 1.34; 6/6"),
	note("Lending.accept", "6.0; 28/17; 16,000", "Centrifuge loans.borrow among 9 loans 4.89; 11/7; 376,491. Acala honzon.adjust_loan 1.98; 18/10; 8,856"),
	note("Lending.repay", "2.8; 11/10; 12,000", "Centrifuge loans.repay among none 3.53, among 1,000 20.9; 10/5; 376,491"),
	note("Lending.close", "6/5 more than repay", "Centrifuge loans.close among none 2.51, among 1,000 16.9; 6/8; 376,491"),
	note("Lending.idle", "0.3; 2/0", ""),
	note("Susdai.deposit", "2.2; 10/7; 12,000", "Acala homa.mint 1.07; 11/8; 8,856. Centrifuge update_invest_order 1.61; 8/4; 6,198"),
	note("Susdai.request_redeem", "1.5; 5/4; 12,000", "Acala homa.request_redeem 0.64; 5/4; 6,234. Centrifuge update_redeem_order 1.64; 8/4; 6,198"),
	note("Susdai.service", "1.2 for any number; 3/2; 12,000", "Acala homa.fast_match_redeems 0.41 + 0.80 n; 8/5 + 3/3 n. Centrifuge close_epoch_execute 5.65; 30/26; 27,515"),
	note("Susdai.claim", "1.6; 9/6; 12,000", "Acala homa.claim_redemption 1.03; 9/6; 6,767. Centrifuge collect 1.97"),
	note("Usdai.mint", "2.5; 9/7; 12,000", "SDK assets.mint 0.70; 2/2"),
	note("Usdai.redeem", "", "SDK assets.burn 0.92; 2/2"),
	note("Feeds.report_open", "1.0; 3/1", ""),
	note("Feeds.report_closing", "1.0; 3/3", ""),
	note("Lending.call_default", "3.0", ""),
	note("Auctions.settle", "2.5", ""),
	note("Auctions.buy", "1.5 + 2.5", "Acala liquidate_by_auction 3.4; 29/18; 9,000. Hydration liquidation.liquidate 2.62; 12/2; 6,190"),
];

const fn note(of: &'static str, budget: &'static str, peers: &'static str) -> Note {
	Note { of, budget, peers }
}
