using FsCheck.Xunit;
using Slams.Core.Windows.Stores;

namespace Slams.Core.Tests.Windows.Stores;

public sealed class HashIndexTests
{
    [Property(MaxTest = 200)]
    public void Every_entry_is_found_by_its_hash_and_no_other_is(int seed)
    {
        var random = new Random(seed);
        var index = new HashIndex();
        // From all equal to mostly distinct, negative ones among them.
        var spread = 1 << random.Next(16);
        var hashes = Enumerable.Range(0, random.Next(1500)).Select(_ => random.Next(-spread, spread)).ToArray();
        for (var entry = 0; entry < hashes.Length; entry++)
        {
            Assert.Equal(entry, index.Count);
            index.Add(hashes[entry]);
            Assert.Contains(entry, Entries(index, hashes[entry]));
        }

        for (var hash = -spread; hash < spread; hash += Math.Max(1, spread / 50))
        {
            Assert.Equal(Enumerable.Range(0, hashes.Length).Where(entry => hashes[entry] == hash), Entries(index, hash).Order());
        }
    }

    private static List<int> Entries(HashIndex index, int hash)
    {
        var entries = new List<int>();
        for (var entry = index.First(hash); entry != HashIndex.None; entry = index.Next(entry))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
