using Slams.Training.Data;

namespace Slams.Training.Tests.Data;

public sealed class LatentCacheTests
{
    [Fact]
    public void A_window_holds_consecutive_frames_oldest_first()
    {
        var cache = new LatentCache([.. Enumerable.Range(0, 5).Select(n => new[] { (Half)n, (Half)(n + 0.5) })]);
        var window = new float[6];

        cache.CopyWindow(last: 3, frames: 3, window);

        Assert.Equal([1, 1.5f, 2, 2.5f, 3, 3.5f], window);
    }
}
