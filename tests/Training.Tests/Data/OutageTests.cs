using Slams.Training.Data;

namespace Slams.Training.Tests.Data;

public sealed class OutageTests
{
    [Fact]
    public void What_goes_out_stays_out_for_some_cycles_and_comes_back()
    {
        var outage = new Outage(0.02);
        var random = new Random(3);
        var isOut = Enumerable.Range(0, 20_000).Select(_ => outage.Next(random)).ToArray();

        var lengths = new List<int>();
        for (var (i, length) = (0, 0); i < isOut.Length; i++)
        {
            (length, var ended) = isOut[i] ? (length + 1, 0) : (0, length);
            if (ended > 0)
            {
                lengths.Add(ended);
            }
        }

        Assert.InRange(isOut.Count(o => o), 3_000, 6_000);
        Assert.Equal(2, lengths.Min());
        Assert.InRange(lengths.Average(), 10, 18);
    }

    [Fact]
    public void Without_a_chance_nothing_goes_out()
    {
        var outage = new Outage(0);
        var random = new Random(3);

        Assert.DoesNotContain(Enumerable.Range(0, 1_000), _ => outage.Next(random));
    }
}
