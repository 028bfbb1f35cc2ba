using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Bufr;

/// <summary>Element by element against bufr_dump, which prints six digits.</summary>
public sealed class BufrAgainstEcCodesTests
{
    public static TheoryData<string> Names => [.. BufrMessages.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryElementOfAKeptMessage(string name) => Compare(BufrMessages.Path(name));

    [Fact]
    public void EveryElementOfTheReferenceReports()
    {
        using var scratch = new ScratchFolder();
        var files = Directory.GetFiles(SharedFiles.Path("real", "fm12", "reference"), "*.bin").Order(StringComparer.Ordinal).ToArray();
        File.WriteAllBytes(scratch["all.bufr"], [.. files.SelectMany(File.ReadAllBytes)]);
        Assert.Equal((23, 23 * 105), Compare(scratch["all.bufr"]));
    }

    [Fact]
    public void EveryElementOfTwentySoundings()
    {
        using var scratch = new ScratchFolder();
        var all = File.ReadAllBytes(SharedFiles.Path("real", "bufr", "temp.bufr"));
        File.WriteAllBytes(scratch["some.bufr"], all[..MessageEnd(all, 20)]);
        Assert.Equal(20, Compare(scratch["some.bufr"]).Subsets);
    }

    private static (int Subsets, int Elements) Compare(string path)
    {
        BufrMessages.RequireTables();
        var expected = BufrElements.Dump(path);
        var actual = BufrElements.Read(File.ReadAllBytes(path));
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (theirs, ours) in expected.Zip(actual))
        {
            Assert.Equal(theirs.Select(element => element.Code), ours.Select(element => element.Code));
            foreach (var ((code, value), (_, own)) in theirs.Zip(ours))
            {
                if (value is double number && own is double ownNumber)
                {
                    Assert.True(Math.Abs(number - ownNumber) <= 6e-6 * Math.Abs(number), $"{code:D6}: {number} and {ownNumber}");
                }
                else
                {
                    Assert.Equal((code, value), (code, own));
                }
            }
        }

        return (actual.Count, actual.Sum(subset => subset.Count));
    }

    private static int MessageEnd(byte[] bytes, int messages)
    {
        var at = 0;
        for (; messages > 0; messages--)
        {
            at += bytes.AsSpan(at).IndexOf("BUFR"u8);
            at += (bytes[at + 4] << 16) | (bytes[at + 5] << 8) | bytes[at + 6];
        }

        return at;
    }
}
