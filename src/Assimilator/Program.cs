using Slams.Assimilator;
using Slams.Hosting;

var builder = WorkerHost.CreateBuilder(args);
builder.AddAssimilator();
var app = builder.Build();
app.MapWorker();
return await app.RunToExitCodeAsync();
