using System.CommandLine;
using Slams.Training.Commands;

var root = new RootCommand("Trains and exports SLAMS models.")
{
    PrepareCommand.Create(), RunCommand.Create(), BlankCommand.Create(), BaselinesCommand.Create(), LorenzCommand.Create(), AblationCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
