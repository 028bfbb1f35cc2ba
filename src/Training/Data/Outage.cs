namespace Slams.Training.Data;

/// <summary>Decides cycle by cycle whether a kind of observation is out: some walks lose it for half a day to six days and get it back.</summary>
/// <param name="chance">Chance that it goes out in a cycle in which it is there.</param>
internal sealed class Outage(double chance)
{
    private const int Shortest = 2, Longest = 24;
    private int _cyclesLeft;

    /// <summary>Whether it is out in the next cycle.</summary>
    public bool Next(Random random)
    {
        if (_cyclesLeft == 0 && chance > 0 && random.NextDouble() < chance)
        {
            _cyclesLeft = random.Next(Shortest, Longest + 1);
        }

        return _cyclesLeft > 0 && _cyclesLeft-- > 0;
    }
}
