using Slams.Core.Observations;
using Slams.Core.Randomness;

namespace Slams.Core.Quality;

/// <summary>
/// Withholds stations from the analysis, to verify it with: those named, and a share of all. The choice of these is a stable hash of the station
/// identifier: the same in every process and run, whatever else is observed.
/// </summary>
public sealed class StationHoldout
{
    private const ulong Stream = 0x484F4C444F5554; // "HOLDOUT"
    private readonly PassiveNames _named;

    /// <summary>Makes a holdout.</summary>
    /// <param name="share">Share of the stations withheld, 0 (none) to below 1.</param>
    /// <param name="seed">Another seed withholds other stations.</param>
    /// <param name="named">Stations withheld by name, as <see cref="PassiveNames"/> takes them; null for none.</param>
    /// <exception cref="ArgumentException">A name cannot be one, or the share is no share.</exception>
    public StationHoldout(double share, ulong seed = 0, IEnumerable<string>? named = null)
    {
        if (!(share >= 0 && share < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "The withheld share must be at least 0 and below 1.");
        }

        Share = share;
        Seed = seed;
        _named = new PassiveNames(named ?? []);
    }

    /// <summary>Share of the stations withheld.</summary>
    public double Share { get; }

    /// <summary>Seed of the choice.</summary>
    public ulong Seed { get; }

    /// <summary>Whether a station is withheld.</summary>
    public bool IsWithheld(string stationId) => _named.Contains(stationId) || IsOfShare(stationId);

    /// <summary>Makes a usable reading of a withheld station passive; anything else is returned as it is.</summary>
    public StationReading Apply(StationReading reading)
    {
        var reason = ReasonFor(reading.StationId, reading.Flag);
        return reason is null ? reading : reading with
        {
            Flag = QualityFlag.Passive,
            AirTemperatureFlag = Withheld(reading.AirTemperatureFlag),
            PrecipitationFlag = Withheld(reading.PrecipitationFlag),
            FlagReason = With(reading.FlagReason, reason),
        };
    }

    /// <summary>Makes a usable profile of a withheld station passive; anything else is returned as it is.</summary>
    public TemperatureProfile Apply(TemperatureProfile profile) => ReasonFor(profile.StationId, profile.Flag) is { } reason
        ? profile with { Flag = QualityFlag.Passive, FlagReason = With(profile.FlagReason, reason) }
        : profile;

    private static string With(string reasons, string reason) => reasons.Length == 0 ? reason : reasons + "; " + reason;

    private string? ReasonFor(string stationId, QualityFlag flag) =>
        flag != QualityFlag.Assimilated ? null
        : _named.Contains(stationId) ? "passive by its name"
        : IsOfShare(stationId) ? "withheld for verification"
        : null;

    private bool IsOfShare(string stationId) =>
        Share > 0 && CounterRandom.Uniform(Seed, Stream, CounterRandom.SeedFrom(stationId)) < Share;

    private static QualityFlag Withheld(QualityFlag flag) => flag == QualityFlag.Assimilated ? QualityFlag.Passive : flag;
}
