using System.CommandLine;
using Slams.Training.Commands;

<<<<<<< HEAD
var root = new RootCommand("Trains and exports SLAMS models.") { RunCommand.Create(), BaselinesCommand.Create() };
=======
var root = new RootCommand("Trains and exports SLAMS models.") { RunCommand.Create(), LorenzCommand.Create() };
>>>>>>> wt-c
return await root.Parse(args).InvokeAsync();
