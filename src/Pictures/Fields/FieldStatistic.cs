namespace Slams.Pictures.Fields;

/// <summary>What of an ensemble is drawn.</summary>
public enum FieldStatistic
{
    /// <summary>The ensemble mean.</summary>
    Mean,

    /// <summary>The ensemble standard deviation.</summary>
    Spread,

    /// <summary>The difference between the means of two analyses.</summary>
    Increment,
}
