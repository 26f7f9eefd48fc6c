//! Hashes that never change between versions and machines.

/// FNV-1a, 64 bits, of `bytes`.
///
/// Source: G. Fowler, L. Noll, K.-P. Vo, D. Eastlake, "The FNV Non-Cryptographic Hash Algorithm",
/// IETF draft-eastlake-fnv.
pub fn fnv1a(bytes: &[u8]) -> u64 {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    bytes.iter().fold(OFFSET, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}

/// The first `n_chars` letters of the BLAKE3 hash of `parts` in Crockford's base 32.
///
/// The parts are hashed with their lengths before them, so that `["ab", "c"]` and `["a", "bc"]`
/// differ.
pub fn short_id(parts: &[&str], n_chars: usize) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let hash = hasher.finalize();
    let mut bits = 0_u64;
    for byte in hash.as_bytes().iter().take(8) {
        bits = (bits << 8) | u64::from(*byte);
    }
    (0..n_chars.min(12))
        .map(|at| {
            let five = (bits >> (59 - 5 * at)) & 31;
            char::from(LETTERS.get(five as usize).copied().unwrap_or(b'0'))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fnv1a_matches_the_published_vectors() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn ids_depend_on_where_parts_end() {
        assert_ne!(short_id(&["ab", "c"], 8), short_id(&["a", "bc"], 8));
        assert_eq!(short_id(&["ab", "c"], 8).len(), 8);
    }
}
