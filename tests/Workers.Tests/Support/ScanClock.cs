using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Slams.Workers.Tests.Support;

/// <summary>A clock that stands still until told, and tells when somebody starts to wait for it.</summary>
internal sealed class ScanClock : FakeTimeProvider
{
    private readonly Channel<bool> _waits = Channel.CreateUnbounded<bool>();

    /// <summary>Returns once another wait has begun.</summary>
    public async Task WaitBegunAsync() => await _waits.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>The same, and leaves it to be returned for once more.</summary>
    public async Task PeekBegunAsync() => Assert.True(await _waits.Reader.WaitToReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(true);
        return timer;
    }
}
