namespace Slams.Hosting.Leadership;

/// <summary>The work on the shares that this instance holds. A share that is given up is stopped before another instance gets it.</summary>
internal sealed class HeldShares(Func<int, CancellationToken, CancellationToken, Task> work, CancellationToken cancellationToken) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Held> _held = [];
    // How often a share was asked back without this being told by the reader yet: the two come from different threads.
    private readonly Dictionary<int, int> _asked = [];
    private readonly TaskCompletionSource _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Fails with the first work that does.</summary>
    public Task Failure => _failure.Task;

    /// <summary>Begins the work on those that are held and not worked on.</summary>
    public void Start(IReadOnlyCollection<int> shares)
    {
        lock (_gate)
        {
            foreach (var share in shares.Where(share => _asked.GetValueOrDefault(share) == 0))
            {
                if (!_held.TryGetValue(share, out var before) || (before.Gone && before.Work.IsCompleted))
                {
                    before?.Dispose();
                    var (stop, lost) = (CancellationTokenSource.CreateLinkedTokenSource(cancellationToken), new CancellationTokenSource());
                    var (stopped, gone) = (stop.Token, lost.Token);
                    _held[share] = new Held(stop, lost, Task.Run(() => WorkAsync(share, stopped, gone), CancellationToken.None));
                }
            }
        }
    }

    /// <summary>Whether the work on each of these has ended by itself.</summary>
    public bool HasEnded(IReadOnlyCollection<int> shares)
    {
        lock (_gate)
        {
            return shares.Count > 0 && shares.All(share => _held.TryGetValue(share, out var held) && !held.Gone && held.Ended);
        }
    }

    /// <summary>The work on these, which has ended, is to be done once more: <see cref="Start"/> begins it where it is held still.</summary>
    public void Again(IEnumerable<int> shares)
    {
        lock (_gate)
        {
            foreach (var share in shares)
            {
                if (_held.TryGetValue(share, out var held) && held.Ended)
                {
                    held.Gone = true;
                }
            }
        }
    }

    /// <summary>Stops the work on shares that are asked back; ends, without failing, when it has stopped.</summary>
    public async Task GiveUpAsync(IEnumerable<int> shares)
    {
        List<Held> stopping = [];
        lock (_gate)
        {
            foreach (var share in shares)
            {
                _asked[share] = _asked.GetValueOrDefault(share) + 1;
                if (_held.TryGetValue(share, out var held))
                {
                    held.Gone = true;
                    stopping.Add(held);
                }
            }
        }

        await StopAsync(stopping);
    }

    /// <summary>
    /// The reader says that shares, of each of which <see cref="GiveUpAsync"/> was told, are gone. Work that has not stopped by then, for they were not asked
    /// back but lost, is broken off: who has got them does not wait for it.
    /// </summary>
    public void Lost(IEnumerable<int> shares)
    {
        lock (_gate)
        {
            foreach (var share in shares)
            {
                _asked[share] = _asked.GetValueOrDefault(share) - 1;
                if (_held.TryGetValue(share, out var held) && held.Gone)
                {
                    _ = held.Lost.CancelAsync();
                }
            }
        }
    }

    /// <summary>Stops all.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            return StopAsync([.. _held.Values]);
        }
    }

    public void Dispose()
    {
        foreach (var held in _held.Values)
        {
            held.Dispose();
        }
    }

    private static async Task StopAsync(List<Held> stopping)
    {
        await Task.WhenAll(stopping.Select(held => held.Stop.CancelAsync()));
        await Task.WhenAll(stopping.Select(held => held.Work));
    }

    private async Task WorkAsync(int share, CancellationToken token, CancellationToken lost)
    {
        try
        {
            await work(share, token, lost);
            lock (_gate)
            {
                _held[share].Ended = !token.IsCancellationRequested;
            }
        }
        catch (Exception exception)
        {
            // What is stopped ends in any way.
            if (!token.IsCancellationRequested && _failure.TrySetException(exception))
            {
                // It counts as seen even where the end of all has another reason.
                _ = _failure.Task.Exception;
            }
        }
    }

    private sealed class Held(CancellationTokenSource stop, CancellationTokenSource lost, Task work) : IDisposable
    {
        public CancellationTokenSource Stop => stop;

        public CancellationTokenSource Lost => lost;

        /// <summary>Never fails.</summary>
        public Task Work => work;

        /// <summary>It was given up.</summary>
        public bool Gone { get; set; }

        /// <summary>The work has ended by itself.</summary>
        public bool Ended { get; set; }

        public void Dispose()
        {
            stop.Dispose();
            lost.Dispose();
        }
    }
}
