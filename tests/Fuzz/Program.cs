using System.Globalization;
using Slams.Fuzz;

// What a fuzzer, and people, do with the targets; fuzz.sh has the way of it.
return args switch
{
    ["targets"] => Commands.Targets(),
    ["seeds", var folder] => Commands.WriteSeeds(folder),
    ["instrument", .. var assemblies] => Commands.Instrument(assemblies),
    ["fuzz", var target] => Commands.Fuzz(target),
    ["mutate", var target, var count, var seed, var seeds, var found] => Commands.Mutate(
        target, int.Parse(count, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture), seeds, found),
    ["run", var target, .. var files] => Commands.Run(target, files),
    _ => Commands.Usage(),
};
