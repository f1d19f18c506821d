//! The hardware that has a price, and what each venue calls it.

/// A kind of GPU. Form factors are different goods: an SXM card is never quoted by the price of a
/// PCIe card.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sku<'a> {
	/// Row of the SKU table of the chain.
	pub id: u16,
	/// What people call it.
	pub name: &'a str,
	/// Values of `gpu_name` at Vast.
	pub vast: &'a [&'a str],
	/// Values of `id` at RunPod.
	pub runpod: &'a [&'a str],
	/// What follows `gpu_8x_` in the instance names of Lambda.
	pub lambda: &'a [&'a str],
	/// Values of `gpu_type` at Ornn. The first is asked for.
	pub ornn: &'a [&'a str],
	/// Values of `instance_type` at SF Compute. The first is asked for.
	pub sfcompute: &'a [&'a str],
	/// Value of `sku` in resale catalogues.
	pub resale: &'a str,
}

/// The first row.
pub const H100_SXM: Sku<'static> = Sku {
	id: 1,
	name: "H100 SXM 80 GB",
	vast: &["H100 SXM"],
	runpod: &["NVIDIA H100 80GB HBM3"],
	lambda: &["h100_sxm5"],
	ornn: &["H100 SXM"],
	sfcompute: &["h100i", "h100v"],
	resale: "h100-sxm-80gb",
};

/// Every row known so far.
pub const SKUS: [Sku<'static>; 5] = [
	H100_SXM,
	Sku {
		id: 2,
		name: "H100 PCIe 80 GB",
		vast: &["H100 PCIE"],
		runpod: &["NVIDIA H100 PCIe"],
		lambda: &["h100_pcie"],
		ornn: &[],
		sfcompute: &[],
		resale: "h100-pcie-80gb",
	},
	Sku {
		id: 3,
		name: "H100 NVL 94 GB",
		vast: &["H100 NVL"],
		runpod: &["NVIDIA H100 NVL"],
		lambda: &[],
		ornn: &[],
		sfcompute: &[],
		resale: "h100-nvl-94gb",
	},
	Sku {
		id: 4,
		name: "H200 SXM",
		vast: &["H200"],
		runpod: &["NVIDIA H200"],
		lambda: &[],
		ornn: &["H200"],
		sfcompute: &["h200ki"],
		resale: "h200-sxm-141gb",
	},
	Sku {
		id: 5,
		name: "B200 SXM",
		vast: &["B200"],
		runpod: &["NVIDIA B200"],
		lambda: &["b200"],
		ornn: &["B200"],
		sfcompute: &[],
		resale: "b200-sxm-180gb",
	},
];

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::collections::BTreeSet;

	#[test]
	fn alias_should_name_one_row_when_the_table_is_whole() {
		let mut ids = BTreeSet::new();
		let mut names = BTreeSet::new();
		for sku in SKUS {
			assert!(ids.insert(sku.id));
			for (venue, aliases) in [
				("v", sku.vast),
				("r", sku.runpod),
				("l", sku.lambda),
				("o", sku.ornn),
				("s", sku.sfcompute),
				("c", &[sku.resale]),
			] {
				assert!(aliases.iter().all(|alias| names.insert((venue, *alias))), "{}", sku.name);
			}
		}
	}
}
