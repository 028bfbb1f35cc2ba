using Slams.Core.Grids;

namespace Slams.Verification.Truths;

/// <summary>A known true atmosphere that analyses of temperature are compared with.</summary>
public interface ITemperatureTruth : IDisposable
{
    /// <summary>Horizontal grid and pressure levels.</summary>
    StateGrid Grid { get; }

    /// <summary>Times of the states, UTC, ascending; steps may be missing.</summary>
    IReadOnlyList<DateTimeOffset> Times { get; }

    /// <summary>Air temperature of one state in K, <c>[level, latitude, longitude]</c>.</summary>
    float[] TemperatureK(int timeIndex);

    /// <summary>Index of the state at exactly a time, or -1.</summary>
    int IndexOf(DateTimeOffset time)
    {
        for (var i = 0; i < Times.Count; i++)
        {
            if (Times[i] == time)
            {
                return i;
            }
        }

        return -1;
    }
}
