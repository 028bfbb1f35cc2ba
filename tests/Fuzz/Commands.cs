using SharpFuzz;
using Slams.Fuzz.Seeds;
using Slams.Fuzz.Support;

namespace Slams.Fuzz;

/// <summary>The commands of the program.</summary>
internal static class Commands
{
    private const int Findings = 1, Mistake = 2;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Names the targets.</summary>
    public static int Targets()
    {
        foreach (var target in FuzzTargets.Make())
        {
            Console.WriteLine(target.Name);
        }

        return 0;
    }

    /// <summary>Writes the seeds that are no text.</summary>
    public static int WriteSeeds(string folder)
    {
        foreach (var (target, name, content) in SeedFiles.Make())
        {
            Directory.CreateDirectory(Path.Combine(folder, target));
            File.WriteAllBytes(Path.Combine(folder, target, name + ".seed"), content);
        }

        return 0;
    }

    /// <summary>Lets assemblies count their branches, in place. Of this one nothing is to be learnt.</summary>
    public static int Instrument(string[] assemblies)
    {
        foreach (var assembly in assemblies)
        {
            var types = Fuzzer.Instrument(assembly, _ => true, Options.Value).Count();
            Console.WriteLine($"{Path.GetFileName(assembly)}: {types} types");
        }

        return 0;
    }

    /// <summary>Reads inputs of afl-fuzz. A process that ends, as of a stack that is too deep or of an input that takes too long, is a finding and does not end the search.</summary>
    public static int Fuzz(string name)
    {
        // Not before the first input: until then there is nowhere to count branches.
        FuzzTarget? target = null;
        using var patience = new Patience(Longest);
        Fuzzer.OutOfProcess.Run(stream =>
        {
            target ??= Find(name);
            using var input = new MemoryStream();
            stream.CopyTo(input);
            using (patience.Begin())
            {
                target.Read(input.ToArray());
            }
        });
        return 0;
    }

    /// <summary>Reads files, and tells of each what becomes of it.</summary>
    public static int Run(string name, string[] files)
    {
        var target = Find(name);
        var found = 0;
        foreach (var file in files)
        {
            // Before it is read: it may end the process.
            Console.Write($"{file}: ");
            var began = TimeProvider.System.GetTimestamp();
            try
            {
                Console.Write(target.Read(File.ReadAllBytes(file)) ? "read" : "refused");
            }
            catch (Exception exception)
            {
                found++;
                Console.Write($"FOUND {exception}");
            }

            Console.WriteLine(FormattableString.Invariant($", {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.000} s"));
        }

        return found == 0 ? 0 : Findings;
    }

    /// <summary>Reads changed inputs without a fuzzer, as the short tests do and as many as are asked for; what is found is written into a folder.</summary>
    public static int Mutate(string name, int count, int seed, string seeds, string found)
    {
        var (target, mutator) = (Find(name), new Mutator(seed));
        byte[][] inputs = [.. Directory.GetFiles(seeds).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var input = mutator.Next(inputs);
            try
            {
                target.Read(input);
            }
            catch (Exception exception) when (kinds.Add($"{exception.GetType()} {exception.StackTrace}"))
            {
                Directory.CreateDirectory(found);
                File.WriteAllBytes(Path.Combine(found, FormattableString.Invariant($"{name}-{seed}-{i}")), input);
                Console.WriteLine($"{name}-{seed}-{i}: {exception}");
            }
            catch (Exception)
            {
                // Found before, at the same place.
            }
        }

        return kinds.Count == 0 ? 0 : Findings;
    }

    /// <summary>Says what there is.</summary>
    public static int Usage()
    {
        Console.Error.WriteLine("targets | run TARGET FILE... | mutate TARGET COUNT SEED SEEDS FOUND | fuzz TARGET | instrument ASSEMBLY... | seeds FOLDER");
        return Mistake;
    }

    private static FuzzTarget Find(string name) =>
        FuzzTargets.Make().FirstOrDefault(target => target.Name == name) ?? throw new ArgumentException($"There is no target '{name}'.", nameof(name));
}
