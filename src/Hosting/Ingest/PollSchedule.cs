using System.ComponentModel.DataAnnotations;

namespace Slams.Hosting.Ingest;

/// <summary>When a server is asked, and for what times.</summary>
public abstract class PollSchedule : ServerOptions
{
    private const int MostTimes = 1000;

    /// <summary>Time from one poll to the next, up to a tenth more.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How far back the times of an address with placeholders go; of a bucket also how long ago an object may have been changed.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "366.00:00:00")]
    public TimeSpan LookBack { get; set; } = TimeSpan.FromHours(6);

    /// <summary>Time from one address to the next, where it has placeholders.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "366.00:00:00")]
    public TimeSpan Step { get; set; } = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var result in base.Validate(validationContext))
        {
            yield return result;
        }

        if (Step > TimeSpan.Zero && LookBack / Step > MostTimes)
        {
            yield return new ValidationResult(FormattableString.Invariant($"{nameof(LookBack)} must be at most {MostTimes} steps"), [nameof(LookBack)]);
        }
    }
}
