package uk.gov.mash.gateway.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.provider.JpaSystemProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import jakarta.servlet.ServletException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Starts the server on a loopback port of the system's choice and says which: "listening on PORT". */
public final class FhirServer extends RestfulServer {
  private final transient AnnotationConfigApplicationContext beans;

  private FhirServer(AnnotationConfigApplicationContext beans) {
    super(beans.getBean(FhirContext.class));
    this.beans = beans;
  }

  public static void main(String[] args) throws Exception {
    AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext(ServerConfig.class);
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(args.length > 0 ? Integer.parseInt(args[0]) : 0);
    server.addConnector(connector);
    ServletContextHandler handler = new ServletContextHandler();
    handler.setContextPath("/");
    handler.addServlet(new ServletHolder(new FhirServer(beans)), "/fhir/*");
    server.setHandler(handler);
    server.start();
    System.out.println("listening on " + connector.getLocalPort());
    server.join();
  }

  @Override
  protected void initialize() throws ServletException {
    registerProviders(beans.getBean("myResourceProvidersR4", ResourceProviderFactory.class).createProviders());
    registerProvider(beans.getBean("mySystemProviderR4", JpaSystemProvider.class));
    setPagingProvider(beans.getBean(DatabaseBackedPagingProvider.class));
  }
}
