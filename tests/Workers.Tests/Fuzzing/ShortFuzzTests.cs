using Slams.EndToEnd.Tests.Support;
using Slams.Fuzz;

namespace Slams.Workers.Tests.Fuzzing;

/// <summary>
/// Every reader of input, for a moment: the seeds, each case that a fuzzer has found before, and a number of changed seeds, the same each time. The long
/// search is that of <c>tests/Fuzz/fuzz.sh</c>.
/// </summary>
public sealed class ShortFuzzTests
{
    private const int Mutants = 300;

    // Far more than a machine with other work takes for one input, and less than for ever.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private static readonly IReadOnlyList<FuzzTarget> All = FuzzTargets.Make();

    public static TheoryData<string> Targets => [.. All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Seeds_are_read(string name)
    {
        var target = Find(name);
        var seeds = Inputs("seeds", name);

        Assert.NotEmpty(seeds);
        var read = 0;
        foreach (var (file, content) in seeds)
        {
            read += await ReadAsync(target, file, content) ? 1 : 0;
        }

        // A target whose seeds are all refused looks at nothing.
        Assert.NotEqual(0, read);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Nothing_comes_of_a_changed_input_that_the_caller_does_not_take(string name)
    {
        var target = Find(name);
        var (found, seeds) = (Inputs("found", name), Inputs("seeds", name));
        foreach (var (file, content) in found)
        {
            await ReadAsync(target, file, content);
        }

        var mutator = new Mutator(1);
        byte[][] inputs = [.. seeds.Concat(found).Select(input => input.Content)];
        for (var i = 0; i < Mutants; i++)
        {
            var input = mutator.Next(inputs);
            await ReadAsync(target, $"mutant {i}", input);
        }
    }

    [Fact]
    public void What_was_found_is_of_a_target() =>
        Assert.Empty(Folders("found").Concat(Folders("seeds")).Except(All.Select(target => target.Name), StringComparer.Ordinal));

    private static async Task<bool> ReadAsync(FuzzTarget target, string input, byte[] content)
    {
        try
        {
            return await Task.Run(() => target.Read(content)).WaitAsync(Longest, TestContext.Current.CancellationToken);
        }
        catch (Exception exception) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException($"{target.Name}, {input}: {Convert.ToBase64String(content)}", exception);
        }
    }

    private static FuzzTarget Find(string name) => All.First(target => target.Name == name);

    private static (string Name, byte[] Content)[] Inputs(string kind, string target)
    {
        var folder = Path.Combine(Folder(kind), target);
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))]
            : [];
    }

    private static IEnumerable<string> Folders(string kind) => Directory.GetDirectories(Folder(kind)).Select(folder => Path.GetFileName(folder));

    private static string Folder(string kind) => Path.Combine(Repository.Root, "tests", "Fuzz", kind);
}
