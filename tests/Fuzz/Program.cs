using Slams.Fuzz;

// What a fuzzer, and people, do with the targets; fuzz.sh has the way of it.
return args switch
{
    ["targets"] => Commands.Targets(),
    ["seeds", var folder] => Commands.WriteSeeds(folder),
    ["instrument", .. var assemblies] => Commands.Instrument(assemblies),
    ["fuzz", var target] => Commands.Fuzz(target),
    ["run", var target, .. var files] => Commands.Run(target, files),
    _ => Commands.Usage(),
};
