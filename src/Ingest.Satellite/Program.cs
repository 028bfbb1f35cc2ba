using Slams.Hosting;
using Slams.Ingest.Satellite;

var builder = WorkerHost.CreateBuilder(args);
builder.AddSatelliteIngest();
var app = builder.Build();
app.MapWorker();
return await app.RunToExitCodeAsync();
