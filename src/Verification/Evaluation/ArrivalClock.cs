namespace Slams.Verification.Evaluation;

/// <summary>A clock that stands at the arrival of the report at hand, so that quality control judges as it would have then.</summary>
internal sealed class ArrivalClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;
}
