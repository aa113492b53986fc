"""The preview's addresses; the package's own pages are under ``/bransjekurs/``, as in Open edX."""

from django.urls import include, path, register_converter
from django.views.i18n import JavaScriptCatalog, set_language

from bransjekurs.preview.keys import UsageKeyConverter
from bransjekurs.preview.views import blocks, course, errors, sign_in, studio, tools

register_converter(UsageKeyConverter, "usage_key")

_preview = [
    path("", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("course/", course.outline, name="course"),
    path("unit/<usage_key:usage_key>/", course.unit_page, name="unit"),
    path("file/<path:name>", course.course_file, name="file"),
    path("handler/<usage_key:usage_key>/<slug:name>", blocks.handler, name="handler"),
    path("handler/<usage_key:usage_key>/<slug:name>/<path:suffix>", blocks.handler),
    path("resource/<slug:block_type>/<path:uri>", blocks.resource, name="resource"),
    path("studio/", studio.block_list, name="studio"),
    path("studio/<usage_key:usage_key>/", studio.block_form, name="studio_block"),
    path("studio/<usage_key:usage_key>/<slug:name>", blocks.studio_handler, name="studio_handler"),
    path("studio/<usage_key:usage_key>/<slug:name>/<path:suffix>", blocks.studio_handler),
    path("outbox/", tools.outbox, name="outbox"),
    path("view-as/", tools.view_as, name="view_as"),
    path("clock/", tools.clock, name="clock"),
    path("language/", set_language, name="set_language"),
    path("texts.js", JavaScriptCatalog.as_view(packages=["bransjekurs.preview"]), name="texts"),
]

urlpatterns = [
    path("", include((_preview, "preview"))),
    path("bransjekurs/", include("bransjekurs.urls")),
]

handler403 = errors.no_access
handler404 = errors.not_found
handler500 = errors.server_error
