namespace Slams.Fuzz.Support;

/// <summary>A clock that stands still, so that the same input is read the same way each time.</summary>
internal sealed class FixedClock : TimeProvider
{
    public static readonly DateTimeOffset Now = new(2026, 11, 29, 15, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
