using System.ComponentModel.DataAnnotations;

namespace Slams.Hosting.Ingest;

/// <summary>A server of files, and how long it may take to give one.</summary>
public abstract class ServerOptions : IValidatableObject
{
    /// <summary>Short name, for messages and metrics.</summary>
    [Required, RegularExpression("^[A-Za-z0-9-]{1,40}$")]
    public string Name { get; set; } = "";

    /// <summary>How long one try may take, with all of the file.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long all tries at one file may take together.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Deadline < Timeout)
        {
            yield return new ValidationResult($"{nameof(Deadline)} must not be shorter than {nameof(Timeout)}", [nameof(Deadline)]);
        }
    }
}
