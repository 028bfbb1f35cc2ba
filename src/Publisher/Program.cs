using Slams.Hosting;
using Slams.Publisher;

var builder = WebApplication.CreateBuilder(args);
builder.AddSlamsDefaults();
builder.AddPublisher();
var app = builder.Build();
app.MapPublisher();
return await app.RunToExitCodeAsync();
