using Slams.Core.Observations;
using Slams.Core.Randomness;

namespace Slams.Core.Quality;

/// <summary>
/// Withholds a share of the stations from the analysis, to verify it with. The choice is a stable hash of the station
/// identifier: the same in every process and run, whatever else is observed.
/// </summary>
public sealed class StationHoldout
{
    private const ulong Stream = 0x484F4C444F5554; // "HOLDOUT"
    private const string Reason = "withheld for verification";

    /// <summary>Makes a holdout.</summary>
    /// <param name="share">Share of the stations withheld, 0 (none) to below 1.</param>
    /// <param name="seed">Another seed withholds other stations.</param>
    public StationHoldout(double share, ulong seed = 0)
    {
        if (!(share >= 0 && share < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "The withheld share must be at least 0 and below 1.");
        }

        Share = share;
        Seed = seed;
    }

    /// <summary>Share of the stations withheld.</summary>
    public double Share { get; }

    /// <summary>Seed of the choice.</summary>
    public ulong Seed { get; }

    /// <summary>Whether a station is withheld.</summary>
    public bool IsWithheld(string stationId) =>
        Share > 0 && CounterRandom.Uniform(Seed, Stream, CounterRandom.SeedFrom(stationId)) < Share;

    /// <summary>Makes a usable reading of a withheld station passive; anything else is returned as it is.</summary>
    public StationReading Apply(StationReading reading) =>
        reading.Flag != QualityFlag.Assimilated || !IsWithheld(reading.StationId)
            ? reading
            : reading with
            {
                Flag = QualityFlag.Passive,
                AirTemperatureFlag = Withheld(reading.AirTemperatureFlag),
                PrecipitationFlag = Withheld(reading.PrecipitationFlag),
                FlagReason = reading.FlagReason.Length == 0 ? Reason : reading.FlagReason + "; " + Reason,
            };

    private static QualityFlag Withheld(QualityFlag flag) => flag == QualityFlag.Assimilated ? QualityFlag.Passive : flag;
}
