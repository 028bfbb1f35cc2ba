using System.ComponentModel.DataAnnotations;

namespace Slams.Hosting.Ingest;

/// <summary>When a server is asked, for what times, and for how long.</summary>
public abstract class PollSchedule : IValidatableObject
{
    private const int MostTimes = 1000;

    /// <summary>Short name, for messages and metrics.</summary>
    [Required, RegularExpression("^[A-Za-z0-9-]{1,40}$")]
    public string Name { get; set; } = "";

    /// <summary>Time from one poll to the next, up to a tenth more.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How far back the times of an address with placeholders go; of a bucket also how long ago an object may have been changed.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "366.00:00:00")]
    public TimeSpan LookBack { get; set; } = TimeSpan.FromHours(6);

    /// <summary>Time from one address to the next, where it has placeholders.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "366.00:00:00")]
    public TimeSpan Step { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long one try may take, with all of the file.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long all tries at one file may take together.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Step > TimeSpan.Zero && LookBack / Step > MostTimes)
        {
            yield return new ValidationResult(FormattableString.Invariant($"{nameof(LookBack)} must be at most {MostTimes} steps"), [nameof(LookBack)]);
        }

        if (Deadline < Timeout)
        {
            yield return new ValidationResult($"{nameof(Deadline)} must not be shorter than {nameof(Timeout)}", [nameof(Deadline)]);
        }
    }
}
