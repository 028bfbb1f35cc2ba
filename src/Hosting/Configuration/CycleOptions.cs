using System.ComponentModel.DataAnnotations;
using Slams.Core.Cycles;
using Slams.Core.Windows;

namespace Slams.Hosting.Configuration;

/// <summary>Cycles and their windows, section <c>Cycle</c>. Ingest and assimilator must agree on them.</summary>
public sealed class CycleOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Cycle";

    /// <summary>Time between analyses.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(6);

    /// <summary>Shift of the analysis times from midnight UTC.</summary>
    public TimeSpan Offset { get; set; } = TimeSpan.Zero;

    /// <summary>How far behind the newest report of its source a report may come and still be in time.</summary>
    public TimeSpan AllowedDisorder { get; set; } = TimeSpan.FromMinutes(90);

    /// <summary>How long, in event time, a complete window waits for stragglers.</summary>
    public TimeSpan Lateness { get; set; } = TimeSpan.Zero;

    /// <summary>Silence after which a source no longer holds cycles back; <c>-00:00:00.001</c> means never.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether cycles go on by the clock when every source is silent.</summary>
    public bool CloseByClock { get; set; }

    /// <summary>
    /// How far ahead of the watermark, in event time, a partition is read before it is paused; four intervals unless set.
    /// </summary>
    public TimeSpan? MaxLead { get; set; }

    /// <summary>Observations held in memory at which no partition is read more than one interval ahead of the watermark.</summary>
    public long MaxHeld { get; set; } = 2_000_000;

    /// <summary>What becomes of late observations.</summary>
    public LateOptions Late { get; set; } = new();

    /// <summary>The schedule.</summary>
    public CycleSchedule ToSchedule() => new(Interval, Offset);

    /// <summary>The form that the window core takes.</summary>
    public WindowOptions ToWindowOptions() => ToWindowOptions(
        Late.Stations == LatePolicy.Revise || Late.Satellite == LatePolicy.Revise ? LatePolicy.Revise : LatePolicy.SetAside);

    /// <summary>The same for one kind of observation.</summary>
    public WindowOptions ToWindowOptions(LatePolicy policy) => new()
    {
        Schedule = ToSchedule(),
        AllowedDisorder = AllowedDisorder,
        Lateness = Lateness,
        RevisionBound = policy == LatePolicy.Revise ? Late.Bound : TimeSpan.Zero,
        IdleTimeout = IdleTimeout,
        CloseByClock = CloseByClock,
        MaxLead = MaxLead ?? (4 * Interval),
        MaxHeld = MaxHeld,
    };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        ValidationResult? result = null;
        try
        {
            ToWindowOptions().Validate();
        }
        catch (ArgumentException exception)
        {
            // Without the name of the parameter that the framework appends.
            result = new ValidationResult(exception.Message.Split(" (Parameter", 2)[0], [exception.ParamName ?? Section]);
        }

        if (Late.Bound <= TimeSpan.Zero)
        {
            yield return new ValidationResult($"{Section}:Late:Bound must be positive, not '{Late.Bound:c}'.", [nameof(Late)]);
        }

        if (result is not null)
        {
            yield return result;
        }
    }
}
