using Slams.Hosting;
using Slams.Ingest.Stations;

var builder = WorkerHost.CreateBuilder(args);
builder.AddStationIngest();
var app = builder.Build();
app.MapWorker();
return await app.RunToExitCodeAsync();
