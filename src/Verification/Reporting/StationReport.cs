using Slams.Verification.Comparison;

namespace Slams.Verification.Reporting;

/// <summary>The ensemble at stations.</summary>
public sealed record StationReport
{
    /// <summary>Error, chi-square and coverage at the stations withheld, error of the observations included.</summary>
    public required WithheldScore Withheld { get; init; }

    /// <summary>Departures at the stations withheld.</summary>
    public required StationGroupReport WithheldDepartures { get; init; }

    /// <summary>Departures at the stations assimilated.</summary>
    public required StationGroupReport AssimilatedDepartures { get; init; }

    /// <summary>Planted gross errors that were assimilated after all.</summary>
    public required long GrossErrorsAssimilated { get; init; }

    /// <summary>Planted gross errors that the checks against the field refused, ingest having passed them.</summary>
    public required long GrossErrorsRefused { get; init; }

    /// <summary>Faultless reports that the checks against the field refused.</summary>
    public required long FaultlessRefused { get; init; }
}
