//! What is particular to a model of each class.

use caliber_primitives::ids::AssetClass;
use serde::{Deserialize, Serialize};

/// How a processor is built in.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum FormFactor {
	/// A module on the maker's own baseboard.
	#[codec(index = 0)]
	Sxm,
	/// A module on an open baseboard.
	#[codec(index = 1)]
	Oam,
	/// A card.
	#[codec(index = 2)]
	Pcie,
	/// One package with a host processor.
	#[codec(index = 3)]
	Superchip,
}

/// How processors speak to each other.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Interconnect {
	/// Through the host.
	#[codec(index = 0)]
	Pcie,
	/// NVLink.
	#[codec(index = 1)]
	NvLink,
	/// Infinity Fabric.
	#[codec(index = 2)]
	InfinityFabric,
	/// Ethernet of their own.
	#[codec(index = 3)]
	Ethernet,
}

/// What data lie on.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum StorageMedium {
	/// Flash.
	#[codec(index = 0)]
	Flash,
	/// Disks.
	#[codec(index = 1)]
	Disk,
	/// Tape.
	#[codec(index = 2)]
	Tape,
}

/// What signals run through.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum LinkMedium {
	/// Glass.
	#[codec(index = 0)]
	Fibre,
	/// Copper.
	#[codec(index = 1)]
	Copper,
	/// Air.
	#[codec(index = 2)]
	Radio,
}

/// Where power comes from.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum PowerSource {
	/// A battery: it alone holds energy.
	#[codec(index = 0)]
	Battery {
		/// What it holds, in kWh.
		kilowatt_hours: u32,
	},
	/// A generator.
	#[codec(index = 1)]
	Generator,
	/// Solar panels.
	#[codec(index = 2)]
	Solar,
}

/// What a model is, by class: the class of a model is that of its data.
#[frame_support::stored]
#[derive(Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[allow(clippy::as_conversions, reason = "the derive of the codec casts the index")]
pub enum Hardware {
	/// Graphics processors.
	#[codec(index = 0)]
	Gpu {
		/// How they are built in.
		form_factor: FormFactor,
		/// Memory of a unit, in GiB.
		memory_gib: u32,
		/// How they speak to each other.
		interconnect: Interconnect,
	},
	/// Storage arrays.
	#[codec(index = 1)]
	Storage {
		/// What data lie on.
		medium: StorageMedium,
		/// Capacity of a unit, in TB.
		terabytes: u32,
	},
	/// Network capacity.
	#[codec(index = 2)]
	Bandwidth {
		/// What signals run through.
		medium: LinkMedium,
		/// Speed of a port, in Mbit/s.
		port_mbps: u32,
	},
	/// Power equipment.
	#[codec(index = 3)]
	Energy {
		/// Where power comes from.
		source: PowerSource,
		/// Rated power of a unit, in kW.
		kilowatts: u32,
	},
}

impl Hardware {
	/// The class.
	pub const fn class(&self) -> AssetClass {
		match self {
			Self::Gpu { .. } => AssetClass::Gpu,
			Self::Storage { .. } => AssetClass::Storage,
			Self::Bandwidth { .. } => AssetClass::Bandwidth,
			Self::Energy { .. } => AssetClass::Energy,
		}
	}

	/// Whether no measure is zero.
	pub const fn is_sound(&self) -> bool {
		match self {
			Self::Gpu { memory_gib, .. } => *memory_gib > 0,
			Self::Storage { terabytes, .. } => *terabytes > 0,
			Self::Bandwidth { port_mbps, .. } => *port_mbps > 0,
			Self::Energy { source: PowerSource::Battery { kilowatt_hours }, kilowatts } => {
				*kilowatts > 0 && *kilowatt_hours > 0
			},
			Self::Energy { kilowatts, .. } => *kilowatts > 0,
		}
	}
}

macro_rules! names {
	($($type:ident { $($variant:ident: $name:literal),* })*) => {
		$(impl $type {
			/// Its name in a dossier.
			pub const fn name(self) -> &'static str {
				match self {
					$(Self::$variant { .. } => $name),*
				}
			}
		})*
	};
}

names! {
	FormFactor { Sxm: "sxm", Oam: "oam", Pcie: "pcie", Superchip: "superchip" }
	Interconnect {
		Pcie: "pcie", NvLink: "nv_link", InfinityFabric: "infinity_fabric", Ethernet: "ethernet"
	}
	StorageMedium { Flash: "flash", Disk: "disk", Tape: "tape" }
	LinkMedium { Fibre: "fibre", Copper: "copper", Radio: "radio" }
	PowerSource { Battery: "battery", Generator: "generator", Solar: "solar" }
}
