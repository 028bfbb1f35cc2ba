namespace Slams.Publisher.Api;

/// <summary>Which number of the ensemble a field shows.</summary>
internal enum FieldStatistic
{
    /// <summary>Ensemble mean.</summary>
    Mean,

    /// <summary>Ensemble standard deviation.</summary>
    Spread,
}
